// usage: node fapi2.js ISSUER CLIENT_ID JWK
// An app held to the FAPI 2.0 Security Profile: it pushes its request (PAR), proves itself with its key (private_key_jwt),
// and its tokens are bound to another one (DPoP).
import * as client from 'openid-client'
import * as jose from 'jose'
import { listen, refusal, say } from '../app.js'

const [, , issuer, clientId, jwk] = process.argv
const mine = { key: await jose.importJWK(JSON.parse(jwk), 'ES256'), kid: JSON.parse(jwk).kid }
const app = await listen('127.0.0.1')
const config = await client.discovery(
  new URL(issuer),
  clientId,
  { id_token_signed_response_alg: 'ES256' },
  client.PrivateKeyJwt(mine),
  { execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks] })
const bound = { DPoP: client.getDPoPHandle(config, await client.randomDPoPKeyPair('ES256')) }
const others = { DPoP: client.getDPoPHandle(config, await client.randomDPoPKeyPair('ES256')) }

const verifier = client.randomPKCECodeVerifier()
const state = client.randomState()
const nonce = client.randomNonce()
const wish = {
  redirect_uri: app.callback,
  scope: 'openid profile offline_access api1',
  code_challenge: await client.calculatePKCECodeChallenge(verifier),
  code_challenge_method: 'S256',
  state,
  nonce
}
const notPushed = await app.visit(client.buildAuthorizationUrl(config, wish))
const answer = await app.visit(await client.buildAuthorizationUrlWithPAR(config, wish, bound))
const redeem = () => client.authorizationCodeGrant(
  config,
  new URL(answer.url),
  { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true },
  undefined,
  bound)
const tokens = await redeem()
const claims = tokens.claims()
const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token, undefined, bound)
const userinfo = await client.fetchUserInfo(config, refreshed.access_token, claims.sub, bound)

const api = new URL('/api/v1/workspaces', issuer)
const status = async attempt => attempt.then(response => response.status, error => error.status ?? error.response?.status)
const asked = options => client.fetchProtectedResource(
  config, refreshed.access_token, api, 'GET', undefined, undefined, options)
say({
  result: {
    unsigned: new URL(notPushed.url).searchParams.get('error'),
    claims,
    userinfo,
    tokenType: tokens.token_type,
    kept: (refreshed.refresh_token ?? tokens.refresh_token) === tokens.refresh_token,
    api: await status(asked(bound)),
    withAnotherKey: await status(asked(others)),
    asBearer: await status(fetch(api, { headers: { Authorization: `Bearer ${refreshed.access_token}` } })),
    again: await refusal(redeem())
  }
})
app.close()
