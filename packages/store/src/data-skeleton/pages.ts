/** Where a page stands. */
export interface PageInfo {
  /** From 1. */
  readonly currentPage: number;
  readonly pageSize: number;
  readonly totalPages: number;
  readonly totalItems: number;
  readonly hasNext: boolean;
  readonly hasPrev: boolean;
}

/** Where a page stands among so many items. */
export function pageInfo(page: number, pageSize: number, totalItems: number): PageInfo {
  const totalPages = Math.ceil(totalItems / pageSize);
  return {
    currentPage: page,
    pageSize,
    totalPages,
    totalItems,
    hasNext: page < totalPages,
    hasPrev: page > 1,
  };
}
