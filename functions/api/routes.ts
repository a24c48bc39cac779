/** The integration door, by API key; what has the scope 'none' is open to anybody. */
export const apiRoutes = [
  { method: 'POST', path: '/api/v1/claims', scope: 'claims' },
  { method: 'GET', path: '/api/v1/claims', scope: 'claims' },
  { method: 'GET', path: '/api/v1/claims/:reference', scope: 'claims' },
  { method: 'POST', path: '/api/v1/accounts', scope: 'imports' },
  { method: 'POST', path: '/api/v1/contracts', scope: 'imports' },
  { method: 'POST', path: '/api/v1/invoices', scope: 'imports' },
  { method: 'POST', path: '/api/v1/payments', scope: 'imports' },
  { method: 'GET', path: '/api/v1/counter-claims', scope: 'counter-claims' },
  { method: 'GET', path: '/api/v1/counter-claims/:id', scope: 'counter-claims' },
  { method: 'POST', path: '/api/v1/calculators/deadline', scope: 'none' },
  { method: 'POST', path: '/api/v1/calculators/working-time', scope: 'none' },
  { method: 'POST', path: '/api/v1/calculators/interest', scope: 'none' },
  { method: 'GET', path: '/api/v1/calculators/interest/rules', scope: 'none' },
  { method: 'GET', path: '/api/v1/calendars/:country/:year', scope: 'none' },
  { method: 'POST', path: '/api/v1/deliveries', scope: 'imports' },
  { method: 'GET', path: '/api/v1/openapi.json', scope: 'none' },
] as const;
