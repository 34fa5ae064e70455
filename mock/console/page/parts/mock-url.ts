/** Where the mock is, without a slash at its end: the page is at `_mock/` below it. */
export const mockUrl: string = new URL('..', location.href).href.replace(/\/$/, '')
