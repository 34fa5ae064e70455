import { describe, expect, test } from 'vitest'
import { UsageError } from './errors.ts'
import { refuseProduction } from './production.ts'
import type { Provisioner } from './provisioner/index.ts'
import { runConformance } from './run-conformance.ts'

const named = 'https://api.ondayzero.com'
const local = 'http://127.0.0.1:9'

/** What issues tokens is asked for them before anything else is sent. */
function setup(): { provisioner: Provisioner; asked: () => number } {
  let asked = 0
  const issue: Provisioner['issue'] = async () => {
    asked += 1
    return []
  }
  return { provisioner: { limited: true, issue, close: async () => {} }, asked: () => asked }
}

describe('a server that the contract names', () => {
  test.each([named, `${named}:443/`, `${named}/v2`, 'http://api.ondayzero.com', 'https://API.ondayzero.com.'])(
    '%s is refused, as target and as replica',
    (url) => {
      expect(() => refuseProduction({ target: url, replicas: [] })).toThrow(`--target ${url} is a server that the contract names`)
      expect(() => refuseProduction({ target: local, replicas: [local, url] })).toThrow(`--replica ${url} is a server`)
      expect(() => refuseProduction({ target: url, replicas: [url], production: true })).not.toThrow()
    },
  )

  test.each([local, 'https://staging.ondayzero.com', 'https://api.ondayzero.com.example', 'no URL'])('is not %s', (url) => {
    expect(() => refuseProduction({ target: url, replicas: [url] })).not.toThrow()
  })

  test.each([{ target: named }, { target: local, replicas: [named] }])(
    'is refused to programs, too, before anything is sent: %o',
    async (aim) => {
      const { provisioner, asked } = setup()
      await expect(runConformance({ ...aim, provisioner })).rejects.toThrow(UsageError)
      expect(asked()).toBe(0)
    },
  )
})
