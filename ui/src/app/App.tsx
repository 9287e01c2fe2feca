import * as Tooltip from '@radix-ui/react-tooltip';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Route, Switch } from 'wouter';
import { createQueryClient } from '../api/queryClient';
import { Notice } from '../components/Notice';
import { Page } from '../components/Page';
import { FleetPage } from '../features/fleet/FleetPage';
import { ServerPage } from '../features/server/ServerPage';
import { ComingPage } from './ComingPage';
import { SessionGate } from './SessionGate';
import { Shell } from './Shell';

// The pages with charts, and those that are opened now and then, come when they are wanted.
const ProcessPage = lazy(() => import('../features/process/ProcessPage'));
const ComparePage = lazy(() => import('../features/compare/ComparePage'));
const EventsPage = lazy(() => import('../features/events/EventsPage'));
const AdministrationPage = lazy(() => import('../features/administration/AdministrationPage'));
const SystemPage = lazy(() => import('../features/system/SystemPage'));

export function App() {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <Tooltip.Provider delayDuration={250}>
        <Shell />
        <SessionGate>
          <Suspense fallback={<ComingPage />}>
            <Switch>
              <Route path="/">
                <FleetPage />
              </Route>
              <Route path="/servers/:id">{({ id }) => <ServerPage key={id} id={id} />}</Route>
              <Route path="/servers/:id/process">{({ id }) => <ProcessPage id={id} />}</Route>
              <Route path="/servers/:id/events">{({ id }) => <EventsPage id={id} />}</Route>
              <Route path="/compare">
                <ComparePage />
              </Route>
              <Route path="/system">
                <SystemPage />
              </Route>
              <Route path="/administration">
                <AdministrationPage />
              </Route>
              <Route>
                <Page title="Not found">
                  <Notice title="There is no such page">The address leads nowhere.</Notice>
                </Page>
              </Route>
            </Switch>
          </Suspense>
        </SessionGate>
      </Tooltip.Provider>
    </QueryClientProvider>
  );
}
