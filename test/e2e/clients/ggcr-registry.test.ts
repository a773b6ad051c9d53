import { judge } from '../../../scripts/oracles/judges/ggcr-registry.ts';
import { describeJudge } from './describe-judge.ts';

describeJudge(judge);
