// Serves a page with the style sheet of a file and prints the median of Lighthouse's scores, from 0 to 100.
// Usage: node lighthouse.mjs STYLES_FILE    RUNS=3, CHROME_PATH=/usr/bin/chromium
import { execFile } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const target = process.argv[2]
const runs = Number(process.env.RUNS ?? 3)
const here = dirname(fileURLToPath(import.meta.url))
const page = readFileSync(join(here, 'page.html'), 'utf8').replace('{{styles}}', 'styles.css')

const server = createServer((request, response) => {
  const styles = request.url.startsWith('/styles.css')
  const known = styles || request.url === '/'
  response.writeHead(known ? 200 : 404, { 'content-type': styles ? 'text/css' : 'text/html; charset=utf-8' })
  response.end(styles ? readFileSync(target) : known ? page : '')
})
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
const url = `http://127.0.0.1:${server.address().port}/`

function measured () {
  const options = ['--quiet', '--output=json', '--only-categories=performance,accessibility',
    '--chrome-flags=--headless=new --no-sandbox --disable-gpu']
  return new Promise((resolve, reject) => {
    execFile('lighthouse', [url, ...options], { maxBuffer: 1 << 26 }, (failure, out, errors) => {
      if (failure?.code === 'ENOENT') {
        reject(Object.assign(new Error('lighthouse is not installed: npm install -g lighthouse'), { missing: true }))
      } else if (/CHROME_PATH|No Chrome installations/.test(errors)) {
        reject(Object.assign(new Error('Chrome is not installed: install chromium, or set CHROME_PATH'), { missing: true }))
      } else if (failure) {
        reject(new Error(errors || String(failure)))
      } else {
        const { categories, runtimeError } = JSON.parse(out)
        runtimeError ? reject(new Error(runtimeError.message)) : resolve(categories)
      }
    })
  })
}

const median = values => values.sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)]

try {
  const found = []
  for (let i = 0; i < runs; i++) {
    found.push(await measured())
  }
  console.log(`METRIC lighthouse_score=${(100 * median(found.map(one => one.performance.score))).toFixed(1)}`)
  console.log(`METRIC accessibility_score=${(100 * median(found.map(one => one.accessibility.score))).toFixed(1)}`)
  console.log(`METRIC css_bytes=${statSync(target).size}`)
} catch (failure) {
  console.error(failure.message)
  process.exitCode = failure.missing ? 69 : 1
} finally {
  server.close()
  server.closeAllConnections()
}
