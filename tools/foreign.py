"Finds the private names of other libraries in code: they may be gone tomorrow"
import ast, re

documented = {'_getframe', '_fields', '_replace', '_asdict'} # by Python itself

def is_private(name): return any(re.match(r'_(?!_)', part) for part in name.split('.'))

def own_names(
    tree:ast.AST, # of code of ours
)->set[str]:
    "Find the names of functions and classes, and those that variables and attributes get by an assignment"
    nodes = list(ast.walk(tree))
    names = {node.name for node in nodes if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    stored = [node for node in nodes if isinstance(getattr(node, 'ctx', None), ast.Store)]
    names |= {node.id for node in stored if isinstance(node, ast.Name)}
    return names|{node.attr for node in stored if isinstance(node, ast.Attribute)}

def foreign_names(
    tree:ast.AST, # of code of ours
    own:set[str], # names that belong to us
)->list[str]: # a line for each, which begins with its number
    "Find the private names of other libraries"
    nodes = list(ast.walk(tree))
    modules = [node for node in nodes if isinstance(node, ast.ImportFrom) and not node.level]
    found = [(node.lineno, f'{node.module}.{alias.name}') for node in modules for alias in node.names]
    found += [(node.lineno, alias.name) for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    found += [(node.lineno, node.attr) for node in nodes if isinstance(node, ast.Attribute)]
    return [f'{number}: {name} is private to another library: find it in `autotimm.internals.compat`'
        for number,name in found if is_private(name) and name not in own|documented]
