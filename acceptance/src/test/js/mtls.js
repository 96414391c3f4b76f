// What the libraries leave to their app: to hold a certificate. Node's own fetch has no place for one.
import { readFileSync } from 'node:fs'
import { request } from 'node:https'

/** A `fetch` whose connections trust `folder/server.pem` and show `folder/NAME.pem`; without a name, nothing. */
export function holding(folder, name) {
  const read = file => readFileSync(`${folder}/${file}`)
  const own = name ? { cert: read(name + '.pem'), key: read(name + '-key.pem') } : {}
  return (url, options = {}) => new Promise((done, failed) => {
    const headers = Object.fromEntries(new Headers(options.headers))
    const body = options.body === undefined || options.body === null ? undefined : String(options.body)
    if (body !== undefined) headers['content-length'] = Buffer.byteLength(body)
    const call = request(url, { method: options.method ?? 'GET', headers, ca: read('server.pem'), ...own, agent: false },
      answer => {
        const chunks = []
        answer.on('data', chunk => chunks.push(chunk))
        answer.on('end', () => done(new Response(answer.statusCode === 204 ? null : Buffer.concat(chunks), {
          status: answer.statusCode,
          headers: Object.entries(answer.headers).map(([key, value]) => [key, String(value)])
        })))
      })
    call.on('error', failed)
    call.end(body)
  })
}
