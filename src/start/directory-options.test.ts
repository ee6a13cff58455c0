import { expect, test } from 'vitest';
import { directoryFrom } from './directory-options.ts';

const good = {
  KAKANAI_OIDC_ISSUER: 'https://login.example/city',
  KAKANAI_OIDC_CLIENT_ID: 'kakanai',
  KAKANAI_OIDC_ROLES: '市民課=counter, 市民課長=supervisor+counter',
};

test('a directory is read from the environment', () => {
  expect(directoryFrom({})).toBeUndefined();
  expect(directoryFrom(good)).toEqual({
    issuer: 'https://login.example/city',
    clientId: 'kakanai',
    name: 'login.example',
    rolesClaim: 'roles',
    roles: { 市民課: ['counter'], 市民課長: ['supervisor', 'counter'] },
  });
});

test.each([
  [{ KAKANAI_OIDC_ISSUER: 'login' }, 'is an address'],
  [{ KAKANAI_OIDC_CLIENT_ID: undefined }, 'CLIENT_ID is missing'],
  [{ KAKANAI_OIDC_ROLES: undefined }, 'ROLES is missing'],
  [{ KAKANAI_OIDC_ROLES: '市民課=boss' }, '"boss" is no role'],
])('what is wrong with it is said: %o', (changed, said) => {
  expect(() => directoryFrom({ ...good, ...changed })).toThrow(said);
});
