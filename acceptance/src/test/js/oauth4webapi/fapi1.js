// usage: node fapi1.js ISSUER FOLDER CLIENT_ID JWK PORT
// An app held to FAPI 1.0 Advanced: its request is signed (JAR), it is answered in a signed JWT (JARM), proves itself with
// its key (private_key_jwt), and its tokens are bound to the certificate of its connections.
import * as oauth from 'oauth4webapi'
import * as jose from 'jose'
import { readFileSync } from 'node:fs'
import { holding } from '../mtls.js'
import { listen, refusal, say } from '../app.js'

const [, , issuer, folder, clientId, jwk, port] = process.argv
const by = name => ({ [oauth.customFetch]: holding(folder, name) })
const file = name => readFileSync(`${folder}/${name}`)
const app = await listen('localhost', Number(port), { key: file('server-key.pem'), cert: file('server.pem') })
const server = await oauth.processDiscoveryResponse(
  new URL(issuer), await oauth.discoveryRequest(new URL(issuer), by()))
const client = {
  client_id: clientId,
  use_mtls_endpoint_aliases: true,
  id_token_signed_response_alg: 'ES256',
  authorization_signed_response_alg: 'ES256'
}
const mine = { key: await jose.importJWK(JSON.parse(jwk), 'ES256'), kid: JSON.parse(jwk).kid }
const authentication = oauth.PrivateKeyJwt(mine)

const verifier = oauth.generateRandomCodeVerifier()
const state = oauth.generateRandomState()
const nonce = oauth.generateRandomNonce()
const wish = new URLSearchParams({
  response_type: 'code',
  response_mode: 'jwt',
  client_id: clientId,
  redirect_uri: app.callback,
  scope: 'openid profile offline_access api1',
  code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
  code_challenge_method: 'S256',
  state,
  nonce
})
const pushed = await oauth.processPushedAuthorizationResponse(server, client, await oauth.pushedAuthorizationRequest(
  server, client, authentication,
  new URLSearchParams({ client_id: clientId, request: await oauth.issueRequestObject(server, client, wish, mine) }),
  by(clientId)))
const address = new URL(server.authorization_endpoint)
address.search = new URLSearchParams({ client_id: clientId, request_uri: pushed.request_uri })
const answer = await app.visit(address)
const parameters = await oauth.validateJwtAuthResponse(server, client, new URL(answer.url), state, by())

const redeem = async name => oauth.authorizationCodeGrantRequest(
  server, client, authentication, parameters, app.callback, verifier, by(name))
const withoutCertificate = await refusal(
  redeem().then(got => oauth.processAuthorizationCodeResponse(server, client, got)))
const tokens = await oauth.processAuthorizationCodeResponse(
  server, client, await redeem(clientId), { expectedNonce: nonce, requireIdToken: true })
const claims = oauth.getValidatedIdTokenClaims(tokens)
const userinfo = await oauth.processUserInfoResponse(
  server, client, claims.sub, await oauth.userInfoRequest(server, client, tokens.access_token, by(clientId)))

const secondPlace = new URL(server.mtls_endpoint_aliases.token_endpoint).origin
const api = async (origin, name) => {
  const headers = { Authorization: 'Bearer ' + tokens.access_token }
  return (await holding(folder, name)(new URL('/api/v1/workspaces', origin), { headers })).status
}
const refreshed = await oauth.processRefreshTokenResponse(server, client, await oauth.refreshTokenGrantRequest(
  server, client, authentication, tokens.refresh_token, by(clientId)))
say({
  result: {
    claims,
    userinfo,
    withoutCertificate,
    bound: jose.decodeJwt(tokens.access_token).cnf,
    boundAgain: jose.decodeJwt(refreshed.access_token).cnf,
    api: await api(secondPlace, clientId),
    apiWithAnother: await api(secondPlace, 'stranger'),
    apiWithNone: await api(secondPlace),
    apiOnTheOrdinaryListener: await api(issuer, clientId)
  }
})
app.close()
