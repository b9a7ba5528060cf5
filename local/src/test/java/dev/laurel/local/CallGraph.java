package dev.laurel.local;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What our code can call, from some beginnings, by rapid type analysis over the bytecode of our
/// own classes: a virtual call reaches the methods of classes that reachable code makes. Code of
/// others is not followed, but may call back every method of ours that overrides one of theirs.
///
/// Methods named `prime` are left out: they run every operation over canned answers.
final class CallGraph {
  /// A method by its owner (internal name), name and descriptor.
  record Method(String owner, String name, String descriptor) {}

  private record Call(Method target, boolean virtual) {}

  private record Body(
      List<Call> calls, Set<String> made, Set<String> touched, Set<String> fields) {}

  private static final String OURS = "dev/laurel/";

  private final Map<String, Optional<ClassModel>> classes = new HashMap<>();
  private final Map<Method, Body> bodies = new HashMap<>();
  private final Set<Method> reached = new LinkedHashSet<>();
  private final Set<String> made = new LinkedHashSet<>();
  private final Set<String> begun = new HashSet<>();
  private final Set<Method> virtualCalls = new HashSet<>();
  private final Deque<Method> todo = new ArrayDeque<>();

  /// Calls of code that is not ours, with the method of ours that makes each.
  private final Set<Map.Entry<Method, Method>> outside = new LinkedHashSet<>();

  /// The graph from a class that is made from outside and whose overriding methods are called.
  static CallGraph from(Class<?> entry) {
    CallGraph graph = new CallGraph();
    String name = entry.getName().replace('.', '/');
    graph.make(name);
    graph.reach(new Method(name, "<init>", "()V"));
    graph.run();
    return graph;
  }

  /// Calls that leave our code: from which method, to which.
  Set<Map.Entry<Method, Method>> outsideCalls() {
    return outside;
  }

  /// Whether reachable code makes instances of the class.
  boolean makes(Class<?> type) {
    return made.contains(type.getName().replace('.', '/'));
  }

  /// The constants of an enumeration that reachable code outside it names.
  Set<String> constantsOf(Class<?> type) {
    String owner = type.getName().replace('.', '/');
    Set<String> names = new TreeSet<>();
    for (Method method : reached) {
      if (!method.owner().equals(owner)) {
        for (String field : body(method).fields()) {
          if (field.startsWith(owner + ".")) {
            names.add(field.substring(owner.length() + 1));
          }
        }
      }
    }
    return names;
  }

  /// Whether a method of that owner and name is reached.
  boolean reaches(String owner, String name) {
    return reached.stream().anyMatch(m -> m.owner().equals(owner) && m.name().equals(name));
  }

  /// How often a method of ours calls a method of others.
  long count(Method from, String owner, String name) {
    return body(from).calls().stream()
        .filter(c -> c.target().owner().equals(owner) && c.target().name().equals(name))
        .count();
  }

  private void run() {
    while (!todo.isEmpty()) {
      Method method = todo.pop();
      if (method.name().equals("prime")) {
        continue;
      }
      Body body = body(method);
      body.touched().forEach(this::begin);
      body.made().forEach(this::make);
      for (Call call : body.calls()) {
        if (!call.target().owner().startsWith(OURS)) {
          outside.add(Map.entry(method, call.target()));
          continue;
        }
        begin(call.target().owner());
        if (!call.virtual()) {
          reach(call.target());
        } else if (virtualCalls.add(call.target())) {
          for (String type : List.copyOf(made)) {
            dispatch(call.target(), type);
          }
        }
      }
    }
  }

  /// The class is used: its static initialiser runs.
  private void begin(String type) {
    if (type.startsWith(OURS) && begun.add(type)) {
      reach(new Method(type, "<clinit>", "()V"));
    }
  }

  private void make(String type) {
    if (!type.startsWith(OURS) || !made.add(type)) {
      return;
    }
    begin(type);
    for (Method call : List.copyOf(virtualCalls)) {
      dispatch(call, type);
    }
    // Others may call back what overrides or implements something of theirs.
    for (String ancestor : ancestors(type)) {
      if (!ancestor.startsWith(OURS)) {
        for (java.lang.reflect.Method theirs : methodsOf(ancestor)) {
          find(type, theirs.getName(), descriptor(theirs)).ifPresent(this::reach);
        }
      }
    }
  }

  private void dispatch(Method call, String type) {
    if (type.equals(call.owner()) || ancestors(type).contains(call.owner())) {
      find(type, call.name(), call.descriptor()).ifPresent(this::reach);
    }
  }

  private void reach(Method method) {
    Optional<Method> real = find(method.owner(), method.name(), method.descriptor());
    real.ifPresent(m -> {
      if (reached.add(m)) {
        todo.push(m);
      }
    });
  }

  /// The method with code that a call on this type runs, in the type or what it inherits from.
  private Optional<Method> find(String type, String name, String descriptor) {
    Deque<String> look = new ArrayDeque<>(List.of(type));
    while (!look.isEmpty()) {
      String owner = look.poll();
      Optional<ClassModel> model = model(owner);
      if (model.isEmpty()) {
        continue;
      }
      for (MethodModel m : model.get().methods()) {
        if (m.methodName().equalsString(name)
            && m.methodType().equalsString(descriptor)
            && m.code().isPresent()) {
          return Optional.of(new Method(owner, name, descriptor));
        }
      }
      model.get().superclass().ifPresent(s -> look.addFirst(s.asInternalName()));
      model.get().interfaces().forEach(i -> look.addLast(i.asInternalName()));
    }
    return Optional.empty();
  }

  private Set<String> ancestors(String type) {
    Set<String> all = new LinkedHashSet<>();
    Deque<String> look = new ArrayDeque<>(List.of(type));
    while (!look.isEmpty()) {
      Optional<ClassModel> model = model(look.poll());
      if (model.isPresent()) {
        List<String> above = new ArrayList<>();
        model.get().superclass().ifPresent(s -> above.add(s.asInternalName()));
        model.get().interfaces().forEach(i -> above.add(i.asInternalName()));
        for (String ancestor : above) {
          if (all.add(ancestor)) {
            look.add(ancestor);
          }
        }
      }
    }
    return all;
  }

  private Body body(Method method) {
    return bodies.computeIfAbsent(method, this::read);
  }

  private Body read(Method method) {
    List<Call> calls = new ArrayList<>();
    Set<String> makes = new LinkedHashSet<>();
    Set<String> touches = new LinkedHashSet<>();
    Set<String> fields = new LinkedHashSet<>();
    ClassModel model = model(method.owner()).orElseThrow();
    for (MethodModel m : model.methods()) {
      if (m.methodName().equalsString(method.name())
          && m.methodType().equalsString(method.descriptor())
          && m.code().isPresent()) {
        for (CodeElement element : m.code().get()) {
          read(element, calls, makes, touches);
          if (element instanceof FieldInstruction field) {
            fields.add(field.owner().asInternalName() + "." + field.name().stringValue());
          }
        }
      }
    }
    return new Body(calls, makes, touches, fields);
  }

  private static void read(
      CodeElement element, List<Call> calls, Set<String> makes, Set<String> touches) {
    switch (element) {
      case NewObjectInstruction made -> makes.add(made.className().asInternalName());
      // What is made from JSON is named by its class only.
      case ConstantInstruction constant when constant.constantValue() instanceof ClassDesc type -> {
        if (type.isClassOrInterface()) {
          String descriptor = type.descriptorString();
          makes.add(descriptor.substring(1, descriptor.length() - 1));
        }
      }
      case FieldInstruction field -> touches.add(field.owner().asInternalName());
      case InvokeInstruction call ->
          calls.add(
              new Call(
                  new Method(
                      call.owner().asInternalName(),
                      call.name().stringValue(),
                      call.type().stringValue()),
                  call.opcode() == Opcode.INVOKEVIRTUAL
                      || call.opcode() == Opcode.INVOKEINTERFACE));
      case InvokeDynamicInstruction dynamic -> {
        for (ConstantDesc argument : dynamic.bootstrapArgs()) {
          if (argument instanceof DirectMethodHandleDesc handle) {
            handle(handle, calls, makes);
          }
        }
      }
      default -> {
        // Nothing that calls.
      }
    }
  }

  private static void handle(DirectMethodHandleDesc handle, List<Call> calls, Set<String> makes) {
    String descriptor = handle.owner().descriptorString();
    if (!descriptor.startsWith("L")) {
      return;
    }
    String owner = descriptor.substring(1, descriptor.length() - 1);
    switch (handle.kind()) {
      case CONSTRUCTOR -> {
        makes.add(owner);
        calls.add(new Call(new Method(owner, "<init>", handle.lookupDescriptor()), false));
      }
      case VIRTUAL, INTERFACE_VIRTUAL ->
          calls.add(
              new Call(new Method(owner, handle.methodName(), handle.lookupDescriptor()), true));
      case STATIC, INTERFACE_STATIC, SPECIAL, INTERFACE_SPECIAL ->
          calls.add(
              new Call(new Method(owner, handle.methodName(), handle.lookupDescriptor()), false));
      default -> {
        // Field handles call nothing.
      }
    }
  }

  private Optional<ClassModel> model(String type) {
    return classes.computeIfAbsent(type, this::load);
  }

  private Optional<ClassModel> load(String type) {
    if (!type.startsWith(OURS)) {
      return Optional.empty();
    }
    try (var in = CallGraph.class.getClassLoader().getResourceAsStream(type + ".class")) {
      return in == null ? Optional.empty() : Optional.of(ClassFile.of().parse(in.readAllBytes()));
    } catch (IOException e) {
      throw new IllegalStateException(type, e);
    }
  }

  private static java.lang.reflect.Method[] methodsOf(String type) {
    try {
      return Class.forName(type.replace('/', '.'), false, CallGraph.class.getClassLoader())
          .getMethods();
    } catch (ClassNotFoundException e) {
      return new java.lang.reflect.Method[0];
    }
  }

  private static String descriptor(java.lang.reflect.Method method) {
    return java.lang.invoke.MethodType.methodType(
            method.getReturnType(), method.getParameterTypes())
        .toMethodDescriptorString();
  }
}
