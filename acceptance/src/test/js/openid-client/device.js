// usage: node device.js ISSUER CLIENT_ID
// A device shows a code, a person allows it elsewhere, the device gets tokens: RFC 8628.
import * as client from 'openid-client'
import { say } from '../app.js'

const [issuer, id] = process.argv.slice(2)
const config = await client.discovery(
  new URL(issuer), id, undefined, client.None(), { execute: [client.allowInsecureRequests] })
const shown = await client.initiateDeviceAuthorization(config, { scope: 'openid profile offline_access' })
say({ visit: shown.verification_uri_complete })
const tokens = await client.pollDeviceAuthorizationGrant(config, shown, undefined, { signal: AbortSignal.timeout(50_000) })
const claims = tokens.claims()
const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token)
say({ result: { claims, userinfo: await client.fetchUserInfo(config, refreshed.access_token, claims.sub) } })
