/** The devices that joined this hub, and the requests that they sign. */
export { Devices, type EnrolledDevice } from './devices.ts';
export { eventFile } from './event-file.ts';
export { eventTable } from './event-table.ts';
export { Nonces } from './nonces.ts';
export { deviceRoutes, leaveRoute } from './routes.ts';
export { signedByDevice, signedBySomebody } from './signed-requests.ts';
export { sightingsIn } from './sightings.ts';
