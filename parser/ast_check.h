/* SPDX-License-Identifier: MIT */
/*
 * Is a tree that was made by hand one that the compiler may be given? The parser's own trees need
 * no such check. Types of fields are right already (vm/run/ast_reader.c); this is about places,
 * contexts, names, and lists that must not be empty or go in step.
 */
#ifndef RONDO_AST_CHECK_H
#define RONDO_AST_CHECK_H

#include "parser/ast.h"

typedef struct AstComplaint {
    enum { AST_VALUE_ERROR, AST_TYPE_ERROR, AST_SYSTEM_ERROR, AST_TOO_DEEP } error;
    char text[200];
} AstComplaint;

/* What the items of a field are: a sort of nodes, or one kind. */
typedef struct FieldSort {
    NodeCategory category;
    NodeKind kind; /* of category PART and PARTX */
} FieldSort;
FieldSort ast_field_sort(const Node *n, const FieldInfo *field);
/* The field of a node, NULL or empty ones included: its list (LIST, HOLES) or NULL. */
const NodeList *ast_field_list(const Node *n, const FieldInfo *field);

/* True: the tree is sound; places before the first column are moved there. The C stack may grow
   down to `stack_limit`. */
bool ast_check(Node *tree, const char *stack_limit, AstComplaint *complaint);

#endif
