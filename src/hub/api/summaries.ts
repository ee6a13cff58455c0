/** What each address is for, in a sentence; a test holds that none is missing. */
export const summaries: Record<string, string> = {
  'get /content/current.json': 'The manifest of the content in force, signed by the hub.',
  'get /device/hub.json': 'Whose hub this is, and its public keys.',
  'put /device/keys/{caseId}': 'Makes the key under which a kiosk of this machine keeps a case at rest. Loopback only.',
  'get /device/keys/{caseId}': 'The key of a case at rest. Loopback only.',
  'delete /device/keys/{caseId}': 'Destroys the key of a case at rest. Loopback only.',
  'post /device/staff': 'Whether this is the code of staff; after wrong ones none is looked at for some minutes.',
  'post /bookings': 'Books a visit that staff prepared (予約); needs the code of staff.',
  'post /bookings/open': 'Opens a booked visit at a kiosk; needs the code of staff.',
  'post /home-codes/open': 'Opens the code that carries answers from home to a kiosk; each code serves one case.',
  'post /register/household': 'Asks the resident register for a household, once a case and after consent.',
  'post /register/certificate': 'Asks for the certificate data of somebody moving in (転出証明書情報).',
  'get /demo/cards': 'The simulated cards of invented people; in demonstration only.',
  'post /cases':
    'Delivers a sealed case. The answer means that it is on the disk; the same case again is answered alike.',
  'get /cases/{caseId}/status': 'Whether a case was received, and when.',
  'get /live': 'Says by itself that a case or a task changed, as server-sent events, for as long as somebody listens.',
  'get /health': 'How the hub is, and what somebody should look at.',
  'get /ready': 'Whether the hub takes cases now; 503 while it does not.',
};
