// usage: node device.js ISSUER CLIENT_ID
// The same as openid-client's, step by step, with the waiting in sight.
import * as oauth from 'oauth4webapi'
import { setTimeout as pause } from 'node:timers/promises'
import { refusal, say } from '../app.js'

const [issuer, id] = process.argv.slice(2)
const plain = { [oauth.allowInsecureRequests]: true }
const client = { client_id: id }
const server = await oauth.processDiscoveryResponse(
  new URL(issuer), await oauth.discoveryRequest(new URL(issuer), { ...plain, algorithm: 'oauth2' }))
const shown = await oauth.processDeviceAuthorizationResponse(
  server,
  client,
  await oauth.deviceAuthorizationRequest(server, client, oauth.None(), { scope: 'openid profile' }, plain))
const poll = async () => oauth.processDeviceCodeResponse(
  server,
  client,
  await oauth.deviceCodeGrantRequest(server, client, oauth.None(), shown.device_code, plain))
const tooEarly = await refusal(poll())
say({ visit: shown.verification_uri_complete })
await pause(shown.interval * 1000)
const tokens = await poll()
const claims = oauth.getValidatedIdTokenClaims(tokens)
const userinfo = await oauth.processUserInfoResponse(
  server, client, claims.sub, await oauth.userInfoRequest(server, client, tokens.access_token, plain))
say({ result: { tooEarly, claims, userinfo, again: await refusal(poll()) } })
