import * as Tooltip from '@radix-ui/react-tooltip';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { Route, Switch } from 'wouter';
import { createQueryClient } from '../api/queryClient';
import { Notice } from '../components/Notice';
import { Page } from '../components/Page';
import { FleetPage } from '../features/fleet/FleetPage';
import { ServerPage } from '../features/server/ServerPage';
import { TopBar } from './TopBar';

export function App() {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <Tooltip.Provider delayDuration={250}>
        <TopBar />
        <Switch>
          <Route path="/">
            <FleetPage />
          </Route>
          <Route path="/servers/:id">{({ id }) => <ServerPage key={id} id={id} />}</Route>
          <Route>
            <Page title="Not found">
              <Notice title="There is no such page">The address leads nowhere.</Notice>
            </Page>
          </Route>
        </Switch>
      </Tooltip.Provider>
    </QueryClientProvider>
  );
}
