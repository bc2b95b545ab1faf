/** Who may log in. */
export const koPeople: Readonly<Record<string, string>> = {
  'people.title': '사용자',
  'people.add': '사용자 추가',
  'people.inactive': '로그인할 수 없음',
  'people.taken': '같은 로그인 이름의 사용자가 이미 있습니다.',
  'people.link-for': '{$login}의 링크, 한 번만 사용 가능, {$time}까지',
  'people.new-link': '새 비밀번호 링크',
  'people.viewer': '조회자',
  'people.dispatcher': '배차 담당자',
  'people.admin': '관리자',
  'people.role': '역할',
  'people.roles':
    '조회자는 보기만 합니다. 배차 담당자는 차량과 공유도 변경합니다. 관리자는 사용자도 변경합니다.',
  'people.groups': '이 그룹만 봅니다. 고르지 않으면 모두 봅니다',
  'people.active': '로그인할 수 있음',
};
