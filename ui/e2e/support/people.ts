import { expect, type APIRequestContext, type Page } from '@playwright/test';
import { unique } from './fixtures';

/** Somebody who may sign in. */
export interface Person {
  name: string;
  password: string;
}

export type Role = 'viewer' | 'operator' | 'admin';

const admin = { Authorization: `Bearer ${process.env.NODEPULSE_ADMIN_TOKEN ?? ''}` };

/** Adds a person of a new name, as whoever holds the admin token. */
export async function addPerson(http: APIRequestContext, role: Role): Promise<Person> {
  const person = { name: unique(role), password: 'correct horse battery' };
  const answer = await http.post('/api/people', { headers: admin, data: { ...person, role } });
  expect(answer.status(), await answer.text()).toBe(201);
  return person;
}

export async function removePerson(http: APIRequestContext, { name }: Person): Promise<void> {
  const answer = await http.delete(`/api/people/${name}`, { headers: admin });
  expect(answer.status(), await answer.text()).toBe(204);
}

/** Fills in the sign-in that is open. */
export async function fillSignIn(page: Page, { name, password }: Person): Promise<void> {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).last().click();
}

/** Signs the browser in without its page, for tests that are about something else. */
export async function signedIn(page: Page, role: Role): Promise<Person> {
  const person = await addPerson(page.request, role);
  const answer = await page.request.post('/api/session', { data: person });
  expect(answer.status(), await answer.text()).toBe(200);
  return person;
}
