import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import { lostSince, refreshing } from '../api/refresh';
import { FakeEventSource } from './FakeEventSource';

beforeEach(() => {
  FakeEventSource.install();
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  localStorage.clear();
  lostSince.set(null);
  refreshing.set({ paused: false, pausedAt: null });
});
