// usage: node keys.js ISSUER
// An app with keys of its own: registers their public halves, signs its assertions with one (private_key_jwt), and has
// ID tokens encrypted to the other. Asks about its token, and ends it.
import * as oauth from 'oauth4webapi'
import * as jose from 'jose'
import { listen, refusal, say } from '../app.js'

const issuer = new URL(process.argv[2])
const plain = { [oauth.allowInsecureRequests]: true }
const app = await listen()
const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, plain))
const mine = await oauth.generateKeyPair('ES256')
const forMe = await jose.generateKeyPair('ECDH-ES+A128KW')
const published = async (key, more) => ({ ...await jose.exportJWK(key), ...more })
const client = await oauth.processDynamicClientRegistrationResponse(
  await oauth.dynamicClientRegistrationRequest(server, {
    client_name: 'Harvest',
    redirect_uris: [app.callback],
    grant_types: ['authorization_code', 'refresh_token'],
    scope: 'openid profile email offline_access',
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    id_token_signed_response_alg: 'ES256',
    id_token_encrypted_response_alg: 'ECDH-ES+A128KW',
    id_token_encrypted_response_enc: 'A128GCM',
    userinfo_signed_response_alg: 'ES256',
    jwks: {
      keys: [
        await published(mine.publicKey, { kid: 'mine', use: 'sig', alg: 'ES256' }),
        await published(forMe.publicKey, { kid: 'for-me', use: 'enc', alg: 'ECDH-ES+A128KW' })
      ]
    }
  }, plain))
const authentication = oauth.PrivateKeyJwt({ key: mine.privateKey, kid: 'mine' })
const decrypting = {
  [oauth.jweDecrypt]: async jwe => new TextDecoder().decode((await jose.compactDecrypt(jwe, forMe.privateKey)).plaintext)
}

const verifier = oauth.generateRandomCodeVerifier()
const state = oauth.generateRandomState()
const request = new URL(server.authorization_endpoint)
request.search = new URLSearchParams({
  response_type: 'code',
  client_id: client.client_id,
  redirect_uri: app.callback,
  scope: 'openid profile email offline_access',
  code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
  code_challenge_method: 'S256',
  state
})
const answer = await app.visit(request)
const redeemed = await oauth.authorizationCodeGrantRequest(
  server,
  client,
  authentication,
  oauth.validateAuthResponse(server, client, new URL(answer.url), state),
  app.callback,
  verifier,
  plain)
const tokens = await oauth.processAuthorizationCodeResponse(
  server, client, redeemed, { requireIdToken: true, ...decrypting })
await oauth.validateApplicationLevelSignature(server, redeemed, plain)
const claims = oauth.getValidatedIdTokenClaims(tokens)

const told = await oauth.userInfoRequest(server, client, tokens.access_token, plain)
const userinfo = await oauth.processUserInfoResponse(server, client, claims.sub, told)
await oauth.validateApplicationLevelSignature(server, told, plain)

const introspect = async token => oauth.processIntrospectionResponse(
  server, client, await oauth.introspectionRequest(server, client, authentication, token, plain))
const before = await introspect(tokens.access_token)
await oauth.processRevocationResponse(
  await oauth.revocationRequest(server, client, authentication, tokens.refresh_token, plain))
say({
  result: {
    parts: tokens.id_token.split('.').length,
    claims,
    userinfo,
    before,
    after: await introspect(tokens.access_token),
    again: await refusal(oauth.authorizationCodeGrantRequest(
      server,
      client,
      authentication,
      oauth.validateAuthResponse(server, client, new URL(answer.url), state),
      app.callback,
      verifier,
      plain).then(sent => oauth.processAuthorizationCodeResponse(server, client, sent, decrypting)))
  }
})
app.close()
