/** Where everything is at the hub; devices and hub take the addresses from here. */
export const paths = {
  manifest: '/content/current.json',
  contentFile: (hash: string, name: string) => `/content/${hash}/${name}`,
  hub: '/device/hub.json',
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
  caseStatus: (caseId: string) => `/cases/${caseId}/status`,
  /** Server-sent events (`liveEvent`). */
  live: '/live',
  health: '/health',
  ready: '/ready',
  /** `index.json`, `envelope.json`, and one file a procedure (docs/application-data.md). */
  applicationSchemas: '/schemas/applications',
} as const;
