import { ApiError, type Failure } from '../api/client';
import { Button } from './Button';
import { Notice } from './Notice';

const titles: Record<Failure, string> = {
  unreachable: 'No answer from NodePulse',
  'signed-out': 'Sign in to see this',
  'no-permission': 'You may not see this',
  'not-found': 'There is no such thing here',
  'too-often': 'NodePulse was asked too often',
  refused: 'NodePulse did not accept the question',
  broken: 'NodePulse has a problem',
  unreadable: 'This answer could not be read',
};

/** What is shown in place of an answer that did not come. */
export function Failed({ error, retry }: { error: Error; retry: () => void }) {
  const failure = error instanceof ApiError ? error.failure : 'broken';
  return (
    <Notice tone="bad" title={titles[failure]} action={<Button onClick={retry}>Try again</Button>}>
      {error.message}
    </Notice>
  );
}
