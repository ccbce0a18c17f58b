import { awsWords } from './japanese/aws.ts';
import { catalogueWords } from './japanese/catalogues.ts';
import { configurationWords } from './japanese/configuration.ts';
import { deliveryWords } from './japanese/delivery.ts';
import { issuerWords } from './japanese/issuer.ts';
import { jobWords } from './japanese/job.ts';
import { loginWords } from './japanese/login.ts';
import { machineWords } from './japanese/machine.ts';
import { networkWords } from './japanese/network.ts';
import { tobiraWords } from './japanese/tobira.ts';
import type { Vocabulary } from './guidance.ts';

/** A code without Japanese words does not compile. */
export const japanese: Vocabulary = {
  ...tobiraWords,
  ...configurationWords,
  ...catalogueWords,
  ...loginWords,
  ...issuerWords,
  ...awsWords,
  ...networkWords,
  ...machineWords,
  ...deliveryWords,
  ...jobWords,
};
