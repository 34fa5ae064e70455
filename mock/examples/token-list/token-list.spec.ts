import type { Page, Route } from '@playwright/test'
import { expect, test } from 'dayzero-contract/mock/playwright'

// Every test has a mock to itself: tokens, switches and journal of its own, whatever runs beside it.

test.beforeEach(async ({ page, mock }) => {
  const { manager, revocable } = mock.tokens
  await page.route('**/session', (route) => route.fulfill({ json: { secret: manager.secret, tokens: revocable } }))
})

test('a token is revoked, with the reason', async ({ page, mock }) => {
  await page.goto('/')
  await revoke(page, 'Laptop lost')
  await expect(status(page)).toHaveText('revocable-1 was revoked by mira@dayzero.example.')
  await expect(row(page)).toHaveClass('revoked')
  await mock.journal.verify({ match: { target: 'revocable-1', reason: 'Laptop lost', status: 201 }, times: 1 })
})

test('a token looks revoked at once, and live again when that is refused', async ({ page, mock }) => {
  await mock.answers.force({ answer: { status: 403 } })
  const release = await held(page)
  await page.goto('/')
  await revoke(page)
  await expect(row(page)).toHaveClass('revoked')
  release()
  await expect(row(page)).not.toHaveClass('revoked')
  await expect(status(page)).toHaveText('revocable-1 could not be revoked: Not enough permissions.')
})

test('what breaks off is tried again, and revokes once', async ({ page, mock }) => {
  await mock.answers.force({ answer: { network: 'reset' }, times: 2 })
  await page.goto('/')
  await revoke(page)
  await expect(status(page)).toHaveText('revocable-1 was revoked by mira@dayzero.example.')
  await mock.journal.verify({ match: { target: 'revocable-1', effect: 'revoked' }, times: 1 })
})

test('without a connection the token is live again', async ({ page, mock }) => {
  await mock.answers.force({ answer: { network: 'reset' }, times: 100 })
  await page.goto('/')
  await revoke(page)
  await expect(status(page)).toContainText('there is no connection')
  await expect(row(page)).not.toHaveClass('revoked')
})

test('what is wrong with the reason is said', async ({ page, mock }) => {
  mock.switches.set({ readings: { 'long-reason': '422' } })
  await page.goto('/')
  await revoke(page, 'x'.repeat(1001))
  await expect(status(page)).toContainText('the reason must have at most 1000 characters')
  await expect(row(page)).not.toHaveClass('revoked')
})

function row(page: Page): ReturnType<Page['locator']> {
  return page.getByRole('listitem').filter({ hasText: 'revocable-1' })
}

function status(page: Page): ReturnType<Page['locator']> {
  return page.getByRole('status')
}

async function revoke(page: Page, reason = ''): Promise<void> {
  await row(page).getByLabel('Reason').fill(reason)
  await row(page).getByRole('button', { name: 'Revoke' }).click()
}

/** Holds the requests of the page back until it is called. */
async function held(page: Page): Promise<() => void> {
  let release = (): void => undefined
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/revoke', async (route: Route) => {
    await released
    await route.fallback()
  })
  return release
}
