import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import { lostSince, refreshing } from '../api/refresh';
import { signInWanted } from '../api/session';
import { FakeEventSource } from './FakeEventSource';

// What is waited for comes, or never does; a busy machine is no failure.
configure({ asyncUtilTimeout: 20_000 });

beforeEach(() => {
  FakeEventSource.install();
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  localStorage.clear();
  sessionStorage.clear();
  lostSince.set(null);
  signInWanted.set(null);
  refreshing.set({ paused: false, pausedAt: null });
});
