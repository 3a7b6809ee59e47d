/* SPDX-License-Identifier: MIT */
/* Inner workings of types, shared by type.c, class.c, mro.c, type_slots.c, type_attr.c. */
#ifndef RONDO_TYPE_H
#define RONDO_TYPE_H

#include "vm/core/descriptor.h"
#include "vm/core/shape.h"

/* Gives the type and its subclasses new versions: something visible through them has changed. */
void type_modified(Thread *t, Type *type);
/* C3 linearisation of the type (or its metaclass's mro()): sets type->mro. */
MUST_USE int mro_update(Thread *t, Type *type);
/* The C3 list itself, as type.mro() gives it. */
MUST_USE Value mro_compute(Thread *t, Type *type);

/* Fills the slots of a script class from the special methods that its MRO defines. */
MUST_USE int type_slots_resolve(Thread *t, Type *type);
/* The same after `name` was set or deleted, subclasses included. */
MUST_USE int type_slots_changed(Thread *t, Type *type, Str *name);
/* Adds wrapper descriptors for the slots that spec itself defines, and __new__. */
MUST_USE int type_slots_expose(Thread *t, Type *type, const Slots *own);
/* Copies the base's slots where the type has none of its own (native types). */
/* a op b by b alone, after the method of a's class in the language: or NotImplemented. */
MUST_USE Value slot_binary_reflected(Thread *t, BinaryOp op, Value a, Value b);
void type_slots_inherit(Type *type, const Type *base);
extern const WrapperBase wrapper_bases[];
BORROWED Str *wrapper_name(Thread *t, const WrapperBase *w); /* one of them, by its interned name */
/* The __text_signature__ of a wrapper on `owner` (owned). */
MUST_USE Value wrapper_text_signature(Thread *t, const Type *owner, const WrapperBase *w);
extern const size_t wrapper_base_count;
int hash_unhashable(Thread *t, Value self,
                    int64_t *hash); /* TypeError: the slot of __hash__ = None */
/* object_new and nothing else: for types whose fields may be zero until __init__. */
MUST_USE Value type_generic_new(Thread *t, Type *cls, const Value *args, uint32_t nargs,
                                Value kwnames);
/* cls.__new__(cls, ...): the slot of classes that have it in the language. */
MUST_USE Value type_new_in_language(Thread *t, Type *cls, const Value *args, uint32_t nargs,
                                    Value kwnames);
int hash_address(Thread *t, Value self, int64_t *hash);

/* Registers / forgets a class with its bases, for __subclasses__ and version changes. */
MUST_USE int type_link(Thread *t, Type *type);
void type_unlink(Thread *t, Type *type);
/* Calls fn on each direct subclass until it fails. */
MUST_USE int type_each_subclass(Thread *t, Type *type, int (*fn)(Thread *t, Type *sub, void *arg),
                                void *arg);

/* type(name, bases, ns, **kw): args as for type.__new__ behind the metaclass. */
MUST_USE Value class_new(Thread *t, Type *meta, const Value *args, uint32_t nargs, Value kwnames);
/* The most derived metaclass; NULL with "metaclass conflict". */
MUST_USE BORROWED Type *class_metaclass(Thread *t, Type *meta, Tuple *bases);
/* The base whose layout the instances continue; NULL with TypeError. BORROWED. */
Type *class_best_base(Thread *t, Tuple *bases);
Type *class_solid(
    Type *type); /* nearest base (or itself) that adds to the C layout or has __slots__ members */
MUST_USE int class_set_bases(Thread *t, Type *type, Value bases);

Value type_call(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames);
Value type_getattr(Thread *t, Value self, Value name);
int type_setattr(Thread *t, Value self, Value name, Value value);
extern const GetSetDef type_getset[];
extern const NativeDef *const type_methods[];
/* What classes that bring a __dict__ or weak references have in their own dict
 * (vm/objects/object.c). */
extern const GetSetDef class_dict_getset, class_weakref_getset;
/* __module__ of a type as a str: owned. */
MUST_USE Value type_module(Thread *t, Type *type);
/* "module.qualname", builtins and __main__... as repr shows it: owned. */
MUST_USE Value type_fullname(Thread *t, Type *type);

/* An interned exact str with the text of name (any str): owned; NULL on error. */
MUST_USE Str *name_intern(Thread *t, Value name);
/* descr.__get__(obj, type) if it is a descriptor, else descr itself; owned. obj EMPTY: class
 * access. */
MUST_USE Value descr_bind(Thread *t, Value descr, Value obj, Type *type);
/* obj.name by the rules of object.__getattribute__; EMPTY without an exception when it is absent.
 */
MUST_USE Value attr_find_generic(Thread *t, Value obj, Str *name);
/* AttributeError with name and obj set: "'X' object has no attribute 'y'". */
Value raise_no_attribute(Thread *t, Value obj, Str *name);
/* AttributeError(message) with name and obj set. TAKES message. */
Value raise_attribute(Thread *t, TAKES Value message, Value obj, Str *name);
MUST_USE int contains_by_iteration(Thread *t, Value container, Value item);
/* Calls a method found on the class with self in front, without a bound method where possible. */
MUST_USE Value descr_call(Thread *t, Value descr, Value self, const Value *args, uint32_t nargs,
                          Value kwnames);

MUST_USE int object_type_setup(Thread *t); /* in vm/objects/object.c, called by type_setup */
/* The constructor that `owner` (or its nearest base) declares by signature, for an instance of cls.
 */
MUST_USE Value type_new_by_def(Thread *t, Type *owner, Type *cls, const Value *args, uint32_t nargs,
                               Value kwnames);
MUST_USE int type_init_by_def(Thread *t, Type *owner, Value self, const Value *args, uint32_t nargs,
                              Value kwnames);
#define T(v) V_AS(Type, v)

#endif
