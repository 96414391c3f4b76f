// usage: node client.js ISSUER register
//        node client.js ISSUER describe KEYSTORE PASSWORD
// A client of the Model Context Protocol, before the REST API: what the SDK does by itself is left to it.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { auth, extractWWWAuthenticateParams } from '@modelcontextprotocol/sdk/client/auth.js'
import { decodeJwt } from 'jose'
import { listen, say } from '../app.js'

const [issuer, identity, keystore, passphrase] = process.argv.slice(2)
const api = issuer + '/api/v1'
const app = await listen()
const aboutItself = {
  client_name: 'Kestrel',
  redirect_uris: [app.callback],
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  application_type: 'native',
  token_endpoint_auth_method: 'none'
}

/** Publishes what the client says of itself; its address is the client's id. */
async function publish() {
  let asked = 0
  const site = createServer({ pfx: readFileSync(keystore), passphrase }, (incoming, outgoing) => {
    asked++
    outgoing.setHeader('Content-Type', 'application/json')
    outgoing.setHeader('Cache-Control', 'max-age=300')
    outgoing.end(JSON.stringify({ ...aboutItself, client_id: address }))
  })
  await new Promise(ready => site.listen(0, '127.0.0.1', ready))
  const address = `https://localhost:${site.address().port}/client.json`
  return { address, asked: () => asked, close: () => site.close() }
}

const site = identity === 'describe' ? await publish() : undefined

/** What the SDK asks its host to keep. */
const kept = {}
const provider = {
  redirectUrl: app.callback,
  clientMetadata: aboutItself,
  clientMetadataUrl: site?.address,
  state: () => 'xyzzy',
  clientInformation: () => kept.client,
  saveClientInformation: client => { kept.client = client },
  tokens: () => kept.tokens,
  saveTokens: tokens => { kept.tokens = tokens },
  codeVerifier: () => kept.verifier,
  saveCodeVerifier: verifier => { kept.verifier = verifier },
  redirectToAuthorization: url => { kept.sent = url }
}

const call = () => fetch(api + '/workspaces', {
  headers: kept.tokens ? { Authorization: `Bearer ${kept.tokens.access_token}` } : {}
})

/** Sends the person off and exchanges what comes back. */
async function authorize(resourceMetadataUrl, scope) {
  const begun = await auth(provider, { serverUrl: api, resourceMetadataUrl, scope })
  if (begun !== 'REDIRECT') throw new Error(`nobody was sent off: ${begun}`)
  const back = new URL((await app.visit(kept.sent)).url).searchParams
  if (back.get('state') !== 'xyzzy') throw new Error('state')
  const done = await auth(provider, { serverUrl: api, resourceMetadataUrl, authorizationCode: back.get('code') })
  if (done !== 'AUTHORIZED') throw new Error(`not authorized: ${done}`)
  return { issuer: back.get('iss'), resource: kept.sent.searchParams.get('resource') }
}

const guest = await call()
const challenge = extractWWWAuthenticateParams(guest)
const found = { guest: guest.status, challenged: challenge.scope, described: challenge.resourceMetadataUrl.href }

// one that describes itself begins with less than it needs: one that registers keeps to what it registered
if (site) {
  await authorize(challenge.resourceMetadataUrl, 'openid')
  const refused = await call()
  const step = extractWWWAuthenticateParams(refused)
  Object.assign(found, { refused: refused.status, error: step.error, needed: step.scope })
  Object.assign(found, await authorize(step.resourceMetadataUrl, step.scope + ' openid offline_access'))
} else {
  Object.assign(found, await authorize(challenge.resourceMetadataUrl, challenge.scope + ' offline_access'))
}
const served = await call()
const first = kept.tokens
await auth(provider, { serverUrl: api, resourceMetadataUrl: challenge.resourceMetadataUrl })
const again = await call()
const passed = decodeJwt(kept.tokens.access_token)

say({
  result: {
    ...found,
    client: kept.client.client_id,
    asked: site?.asked(),
    address: site?.address,
    served: served.status,
    workspaces: (await served.json()).items.length,
    audience: passed.aud,
    scope: kept.tokens.scope,
    rotated: kept.tokens.refresh_token !== first.refresh_token,
    again: again.status
  }
})
site?.close()
app.close()
