export type { components, operations, paths, webhooks } from "./contract.js";
export { type Credentials, clientCredentials, password } from "./credentials.js";
export { type Foreseen, foreseen } from "./dry-runs.js";
export { type EventOf, type EventTypeName, eventTypes, isEvent } from "./events.js";
export { caseArchive, foreseeQualification, foreseeSanction, may, uploadFile } from "./governance.js";
export { type Concession, type ConcessionFilter, concessions, type PriceHistory, priceHistory } from "./market.js";
export {
  acceptAmendment,
  acceptDelivery,
  acceptOrder,
  activateOrder,
  amendments,
  cancelOrder,
  deliveries,
  type Order,
  type OrderActivationRequest,
  type OrderAmendment,
  type OrderAmendmentRequest,
  type OrderDelivery,
  type OrderDeliveryRequest,
  type OrderFilter,
  type OrderItem,
  type OrderRefund,
  type OrderRefundRequest,
  type OrderRenewalRequest,
  type OrderRequest,
  order,
  orders,
  placeOrder,
  proposeAmendment,
  recordDelivery,
  refundOrder,
  rejectAmendment,
  rejectDelivery,
  rejectOrder,
  renewOrder,
  type WriteOptions,
  withdrawAmendment,
  withdrawDelivery,
} from "./orders.js";
export {
  appealDispute,
  type DisputeFilter,
  disputes,
  fileDispute,
  type OrderDispute,
  type OrderDisputeMessage,
  type OrderDisputeRequest,
  sayInDispute,
  withdrawDispute,
} from "./disputes.js";
export { items, type Page, type PageRequest } from "./pages.js";
export { type ConnectOptions, connect, type Dengyun } from "./platform.js";
export { type FieldProblem, isProblem, type Problem, ProblemError } from "./problems.js";
export {
  type CataloguePush,
  type CataloguePushResult,
  followPush,
  type OfferingDeclaration,
  type PushOptions,
  pushCatalogue,
  pushResults,
} from "./pushes.js";
export { type WorkFilter, type WorkItem, type WorkSummary, workItems, workSummary } from "./work.js";
