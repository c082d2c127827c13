import { rolesFor } from '../people/rights.ts';

/** Who has customers of their own, and so may create them. */
export const createRoles = rolesFor('customer.work');
