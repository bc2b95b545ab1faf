import type { AnyBulkWriteOperation, Document } from 'mongodb';
import type { Fix } from '../../fix.ts';
import type { VehicleDocument } from './mongo-schema.ts';

/**
 * The update that makes a vehicle's document hold the two newest of its own fixes and the given ones,
 * whatever came before and however often it is repeated. Of two fixes with one time the document's own
 * stays. It holds its condition in a pipeline and filters by `_id` alone: with a condition in the
 * filter, an upsert that meets a newer document would try to insert a second one.
 */
export function mergeNewest(
  vehicle: string,
  fixes: readonly Fix[],
): AnyBulkWriteOperation<VehicleDocument> {
  return { updateOne: { filter: { _id: vehicle }, update: mergePipeline(fixes), upsert: true } };
}

/** Needs MongoDB 5.2 ($sortArray). */
function mergePipeline(fixes: readonly Fix[]): Document[] {
  const own = { $filter: { input: ['$newest', '$previous'], as: 'fix', cond: '$$fix' } };
  // '$own.time' would do in MongoDB, but not in every server that speaks its protocol.
  const ownTimes = { $map: { input: '$own', as: 'fix', in: '$$fix.time' } };
  const added = {
    $filter: {
      input: { $literal: fixes },
      as: 'fix',
      cond: { $not: [{ $in: ['$$fix.time', ownTimes] }] },
    },
  };
  const byTime = {
    $sortArray: { input: { $concatArrays: ['$own', added] }, sortBy: { time: -1 } },
  };
  return [
    { $set: { own } },
    { $set: { own: byTime } },
    { $set: { newest: { $arrayElemAt: ['$own', 0] }, previous: { $arrayElemAt: ['$own', 1] } } },
    { $unset: 'own' },
  ];
}
