// usage: node machine.js ISSUER CLIENT_ID CLIENT_SECRET
// A program on its own behalf: gets a token, asks about it, ends it.
import * as client from 'openid-client'
import { say } from '../app.js'

const [issuer, id, secret] = process.argv.slice(2)
const config = await client.discovery(
  new URL(issuer), id, undefined, client.ClientSecretBasic(secret), { execute: [client.allowInsecureRequests] })
const tokens = await client.clientCredentialsGrant(config, { scope: 'api1' })
const before = await client.tokenIntrospection(config, tokens.access_token)
await client.tokenRevocation(config, tokens.access_token)
const after = await client.tokenIntrospection(config, tokens.access_token)
say({ result: { tokens, before, after } })
