/** Where everything is at the hub; devices and hub take the addresses from here. */
export const paths = {
  manifest: '/content/current.json',
  contentFile: (hash: string, name: string) => `/content/${hash}/${name}`,
  hub: '/device/hub.json',
  hubKeys: '/device/hub-keys.json',
  deviceKey: (caseId: string) => `/device/keys/${caseId}`,
  staff: '/device/staff',
  devices: '/devices',
  leave: '/devices/leave',
  enrolmentCodes: '/devices/codes',
  revokeDevice: (deviceId: string) => `/devices/${deviceId}/revoke`,
  bookings: '/bookings',
  openBooking: '/bookings/open',
  openHomeCode: '/home-codes/open',
  household: '/register/household',
  certificate: '/register/certificate',
  cards: '/demo/cards',
  cases: '/cases',
  findCases: '/cases/find',
  resumeCase: '/cases/resume',
  caseStatus: (caseId: string) => `/cases/${caseId}/status`,
  /** Server-sent events (`liveEvent`). */
  live: '/live',
  health: '/health',
  ready: '/ready',
  /** `index.json`, `envelope.json`, and one file a procedure (docs/application-data.md). */
  applicationSchemas: '/schemas/applications',
} as const;

/** What the pages of staff ask; `/staff/` itself is the page. */
export const staffPaths = {
  ways: '/staff/ways',
  session: '/staff/session',
  passkeyOptions: '/staff/sign-in/passkey/options',
  passkey: '/staff/sign-in/passkey',
  demo: '/staff/sign-in/demo',
  /** Followed as a link: leads to the city's directory, which leads back. */
  directory: '/staff/sign-in/directory',
  directoryBack: '/staff/sign-in/directory/back',
  invitationOptions: '/staff/invitation/options',
  invitation: '/staff/invitation',
  signOut: '/staff/sign-out',
  accounts: '/staff/accounts',
  accountRoles: (accountId: string) => `/staff/accounts/${accountId}/roles`,
  closeAccount: (accountId: string) => `/staff/accounts/${accountId}/close`,
  invite: (accountId: string) => `/staff/accounts/${accountId}/invitation`,
  tasks: '/staff/tasks',
  closeTask: (taskId: string) => `/staff/tasks/${taskId}/result`,
  search: '/staff/cases/search',
  readCase: (caseId: string) => `/staff/cases/${caseId}`,
  caseTrail: (caseId: string) => `/staff/cases/${caseId}/trail`,
  discloseCase: (caseId: string) => `/staff/cases/${caseId}/disclosure`,
} as const;
