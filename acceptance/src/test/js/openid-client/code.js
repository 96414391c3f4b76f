// usage: node code.js ISSUER
// An app registers itself, signs a person in by code and PKCE, refreshes, asks who it is, and signs them out.
import * as client from 'openid-client'
import { listen, refusal, say } from '../app.js'

const app = await listen()
const config = await client.dynamicClientRegistration(
  new URL(process.argv[2]),
  {
    client_name: 'Harvest',
    redirect_uris: [app.callback],
    post_logout_redirect_uris: [app.signedOut],
    grant_types: ['authorization_code', 'refresh_token'],
    scope: 'openid profile email offline_access',
    token_endpoint_auth_method: 'client_secret_basic'
  },
  client.ClientSecretBasic(),
  { execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks] })

const verifier = client.randomPKCECodeVerifier()
const state = client.randomState()
const nonce = client.randomNonce()
const answer = await app.visit(client.buildAuthorizationUrl(config, {
  redirect_uri: app.callback,
  scope: 'openid profile email offline_access',
  code_challenge: await client.calculatePKCECodeChallenge(verifier),
  code_challenge_method: 'S256',
  max_age: '3600',
  state,
  nonce
}))
const tokens = await client.authorizationCodeGrant(config, new URL(answer.url), {
  pkceCodeVerifier: verifier,
  expectedState: state,
  expectedNonce: nonce,
  idTokenExpected: true,
  maxAge: 3600
})
const claims = tokens.claims()
const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token)
const userinfo = await client.fetchUserInfo(config, refreshed.access_token, claims.sub)

const farewell = await app.visit(client.buildEndSessionUrl(config, {
  id_token_hint: refreshed.id_token,
  post_logout_redirect_uri: app.signedOut,
  state: 'farewell'
}))
say({
  result: {
    claims,
    userinfo,
    rotated: refreshed.refresh_token !== tokens.refresh_token,
    farewell: farewell.url.slice(app.origin.length),
    refreshAfterSignOut: await refusal(client.refreshTokenGrant(config, refreshed.refresh_token))
  }
})
app.close()
