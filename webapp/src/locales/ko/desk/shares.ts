/** Links that show one vehicle. */
export const koShares: Readonly<Record<string, string>> = {
  'shares.title': '공유',
  'shares.share': '공유…',
  'shares.share-what': '{$name} 공유',
  'shares.hint': '링크를 가진 사람은 로그인 없이 지도에서 이 차량만 볼 수 있습니다.',
  'shares.how-long': '공유 기간',
  'shares.make': '링크 만들기',
  'shares.link': '링크',
  'shares.ends-at': '링크는 {$time}에 끝납니다.',
  'shares.all': '모든 공유',
  'shares.end': '끝내기',
  'shares.none': '공유 중인 것이 없습니다. 공유하려면 지도에서 차량을 선택하세요.',
  'shares.details': '{$time}까지, {$person}, {$count}번 열림',
  'shares.over': '끝난 링크입니다',
  'shares.over-hint':
    '더 이상 차량을 보여 주지 않거나 처음부터 없던 링크입니다. 보낸 사람에게 새 링크를 요청하세요.',
  'shares.shared': '공유된 차량',
  'shares.no-report': '아직 보고가 없습니다.',
  'shares.shared-until': '{$time}까지 공유',
};
