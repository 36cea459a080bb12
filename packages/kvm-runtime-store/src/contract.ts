export { runtimeStoreContract, type ContractOptions } from './contract/run-contract.ts';
export { contractRules, type ContractRule, type OpenedStore } from './contract/rules.ts';
