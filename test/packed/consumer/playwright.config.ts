export default { testMatch: 'pages.pw.ts' }
