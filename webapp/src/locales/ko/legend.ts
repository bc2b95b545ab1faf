/** What the colours of the vehicles mean. */
export const koLegend: Readonly<Record<string, string>> = {
  'legend.legend': '범례',
  'legend.title': '속도별 색상',
  'legend.stopped': '정차',
  'legend.trail': '주행 경로(오래될수록 흐림)',
  'legend.stale': '{$INTERPOLATION} 동안 보고 없음',
  'legend.silent': '{$INTERPOLATION} 이상 무응답',
};
