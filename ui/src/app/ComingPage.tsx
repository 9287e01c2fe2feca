import { Page } from '../components/Page';
import { Skeleton } from '../components/Skeleton';

/** Holds the place of a page that is on its way. */
export const ComingPage = () => (
  <Page title="…">
    <Skeleton rows={8} label="Fetching the page" />
  </Page>
);
