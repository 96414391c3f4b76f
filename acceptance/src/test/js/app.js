// What every library leaves to its app: an address that people come back to, and a way to send them off.
import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'

/** One JSON object on a line, for the test that started this program. */
export const say = line => console.log(JSON.stringify(line))

/** Answers in a fragment reach no server; the page hands them on. */
const PAGE = `<!doctype html>
<title>Harvest</title>
<h1 id="back">Back at Harvest</h1>
<script>
if (location.hash) fetch('/fragment', { method: 'POST', body: location.href })
</script>`

/**
 * Listens on a port of this machine, a free one unless it is named, and calls the machine as it is told to; with `tls`, a key
 * and its certificate, behind them. `visit(url)` sends a person there and resolves with the request that brought them back: a
 * GET with a query or a fragment, or a POST with a form.
 */
export async function listen(host = 'localhost', port = 0, tls = undefined) {
  let comeBack
  const answer = async (incoming, outgoing) => {
    const url = new URL(incoming.url, app.origin)
    const chunks = []
    for await (const chunk of incoming) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    outgoing.setHeader('Content-Type', 'text/html; charset=utf-8')
    outgoing.end(PAGE)
    if (url.pathname === '/fragment') {
      comeBack(new Request(body.toString()))
    } else if (incoming.method === 'POST') {
      comeBack(new Request(url, { method: 'POST', headers: { 'Content-Type': incoming.headers['content-type'] }, body }))
    } else if (url.search) {
      comeBack(new Request(url))
    }
  }
  const server = tls ? createSecureServer(tls, answer) : createServer(answer)
  await new Promise(ready => server.listen(port, '127.0.0.1', ready))
  const origin = `${tls ? 'https' : 'http'}://${host}:${server.address().port}`
  const app = {
    origin,
    callback: origin + '/callback',
    signedOut: origin + '/signed-out',
    visit: url => new Promise(resolve => {
      comeBack = resolve
      say({ visit: url })
    }),
    close: () => server.close()
  }
  return app
}

/** The error code that something was refused with. */
export async function refusal(attempt) {
  try {
    await attempt
  } catch (e) {
    return e.error ?? e.code ?? String(e)
  }
  return 'none'
}
