import { dealTodo } from '../deals/todo.ts';
import { caseTodo } from '../followups/case-todo.ts';
import { commentTodo } from '../followups/comment-todo.ts';
import { serviceTodo } from '../followups/service-todo.ts';
import { staleTodo } from '../followups/stale-todo.ts';
import type { TodoSource } from '../followups/todo-source.ts';
import { visitTodo } from '../followups/visit-todo.ts';
import { signTodo } from '../orders/sign-todo.ts';
import { instalmentTodo } from '../orders/todo.ts';
import { waitingTodo } from '../orders/waiting-todo.ts';
import { accountTodo } from './account-todo.ts';
import { roleTodo } from './role-todo.ts';

/** What makes up everybody's day beside their reminders, in the order in which it is listed. A room's source is one line here. */
export const todoSources: readonly TodoSource[] = [
  caseTodo,
  waitingTodo,
  signTodo,
  roleTodo,
  accountTodo,
  serviceTodo,
  commentTodo,
  visitTodo,
  instalmentTodo,
  staleTodo,
  dealTodo,
];
