package io.cameleer.documentation;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * What Javadoc says in source files, as Markdown: of the components of records, and of the
 * constants of enumerations. Whether a type is nested in another one makes no difference.
 */
final class JavadocOfSources {

  private final Map<String, String> comments = new HashMap<>();

  /**
   * Reads source files, as the compiler of this JVM parses them.
   *
   * @throws IOException where one can't be read
   */
  JavadocOfSources(List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      Comments scanner = new Comments(DocTrees.instance(task));
      for (CompilationUnitTree unit : task.parse()) {
        scanner.scan(unit, null);
      }
    }
  }

  /**
   * The text of a component's {@code @param}, or of a constant's comment.
   *
   * @throws IllegalArgumentException where there is none
   */
  String of(Class<?> type, String member) {
    String comment = comments.get(key(type.getSimpleName(), member));
    if (comment == null) {
      throw new IllegalArgumentException(
          "no Javadoc says what %s of %s is".formatted(member, type.getSimpleName()));
    }
    return comment;
  }

  private static String key(String type, String member) {
    return type + "." + member;
  }

  private static String markdown(List<? extends DocTree> content) {
    return content.stream()
        .map(JavadocOfSources::markdown)
        .collect(Collectors.joining())
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String markdown(DocTree part) {
    return switch (part) {
      case TextTree text -> text.getBody();
      case LiteralTree literal when literal.getKind() == DocTree.Kind.CODE ->
          "`" + literal.getBody().getBody().strip() + "`";
      default -> throw new IllegalArgumentException("write this as text or code: " + part);
    };
  }

  private final class Comments extends TreePathScanner<@Nullable Void, @Nullable Void> {

    private final DocTrees trees;
    private final Deque<String> types = new ArrayDeque<>();

    Comments(DocTrees trees) {
      this.trees = trees;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
      types.push(type.getSimpleName().toString());
      DocCommentTree comment = commentHere();
      if (comment != null && type.getKind() == Tree.Kind.RECORD) {
        for (DocTree tag : comment.getBlockTags()) {
          if (tag instanceof ParamTree parameter) {
            note(parameter.getName().toString(), parameter.getDescription());
          }
        }
      }
      super.visitClass(type, nothing);
      types.pop();
      return null;
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void nothing) {
      DocCommentTree comment = commentHere();
      TreePath parent = getCurrentPath().getParentPath();
      if (comment != null && parent.getLeaf().getKind() == Tree.Kind.ENUM) {
        note(variable.getName().toString(), comment.getFullBody());
      }
      return super.visitVariable(variable, nothing);
    }

    private @Nullable DocCommentTree commentHere() {
      return trees.getDocCommentTree(getCurrentPath());
    }

    private void note(String member, List<? extends DocTree> content) {
      comments.put(key(types.getFirst(), member), markdown(content));
    }
  }
}
