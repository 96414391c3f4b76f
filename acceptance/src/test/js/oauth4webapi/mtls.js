// usage: node mtls.js ISSUER FOLDER CLIENT_ID
// A program that proves itself with its certificate (tls_client_auth or self_signed_tls_client_auth) and acts for itself.
import * as oauth from 'oauth4webapi'
import { holding } from '../mtls.js'
import { refusal, say } from '../app.js'

const [, , issuer, folder, clientId] = process.argv
const by = name => ({ [oauth.customFetch]: holding(folder, name) })
const server = await oauth.processDiscoveryResponse(
  new URL(issuer), await oauth.discoveryRequest(new URL(issuer), by()))
const ask = async (name, alias) => {
  const client = { client_id: clientId, use_mtls_endpoint_aliases: alias }
  return oauth.processClientCredentialsResponse(server, client, await oauth.clientCredentialsGrantRequest(
    server, client, oauth.TlsClientAuth(), { scope: 'api1' }, by(name)))
}
const tokens = await ask(clientId, true)
const client = { client_id: clientId, use_mtls_endpoint_aliases: true }
const introspected = await oauth.processIntrospectionResponse(server, client, await oauth.introspectionRequest(
  server, client, oauth.TlsClientAuth(), tokens.access_token, by(clientId)))
say({
  result: {
    introspected,
    withAnother: await refusal(ask('stranger', true)),
    withNone: await refusal(ask(undefined, true)),
    onTheOrdinaryListener: await refusal(ask(clientId, false))
  }
})
