import { usualGrouping, type Grouping } from '../../api/groupings';
import type { Metric } from '../../api/metrics';
import type { ServerDetail } from '../../api/schema';

/** What a server's groups of that kind can be ranked by. */
export const metricsOf = (server: ServerDetail, by: Grouping): Metric[] =>
  by === usualGrouping ? server.process_metrics : server.unit_metrics;
