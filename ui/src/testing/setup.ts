import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import { lostSince, refreshing } from '../api/refresh';
import { signInWanted } from '../api/session';
import { FakeEventSource } from './FakeEventSource';

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
