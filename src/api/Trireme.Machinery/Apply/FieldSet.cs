using System.Text;

namespace Trireme.Machinery.Apply;

/// <summary>
/// A set of fields of an object: what a manager owns, or what a write changed. A tree whose nodes are steps of paths in canonical order;
/// a node may be a member itself, have members below it, or both. Immutable, thread-safe; operations share what they do not change.
/// </summary>
public sealed partial class FieldSet
{
    private readonly string[] _steps;
    private readonly FieldSet[] _children;

    internal FieldSet(bool isMember, string[] steps, FieldSet[] children)
    {
        IsMember = isMember;
        _steps = steps;
        _children = children;
    }

    /// <summary>The set of nothing.</summary>
    public static FieldSet Empty { get; } = new(false, [], []);

    /// <summary>Whether there is no field in the set.</summary>
    public bool IsEmpty => !IsMember && _steps.Length == 0;

    /// <summary>A field with nothing below it.</summary>
    internal static FieldSet Leaf { get; } = new(true, [], []);

    /// <summary>Whether the field that this node stands for is in the set.</summary>
    internal bool IsMember { get; }

    /// <summary>Whether there are fields below this one.</summary>
    internal bool HasChildren => _steps.Length > 0;

    /// <summary>The steps below this node, in canonical order.</summary>
    internal ReadOnlySpan<string> Steps => _steps;

    /// <summary>The nodes of <see cref="Steps"/>.</summary>
    internal ReadOnlySpan<FieldSet> Children => _children;

    /// <summary>The fields of both sets.</summary>
    public FieldSet Union(FieldSet other)
    {
        if (ReferenceEquals(this, other) || other.IsEmpty)
            return this;
        if (IsEmpty)
            return other;
        var result = new FieldSetBuilder(_steps.Length + other._steps.Length);
        int i = 0, j = 0;
        while (i < _steps.Length || j < other._steps.Length)
        {
            var order = Order(this, i, other, j);
            if (order < 0)
                result.AddLast(_steps[i], _children[i++]);
            else if (order > 0)
                result.AddLast(other._steps[j], other._children[j++]);
            else
                result.AddLast(_steps[i], _children[i++].Union(other._children[j++]));
        }
        return Same(result.Build(IsMember || other.IsMember));
    }

    /// <summary>The fields of this set that are not in the other one. Fields below a field of the other set stay.</summary>
    public FieldSet Difference(FieldSet other)
    {
        if (IsEmpty || other.IsEmpty)
            return this;
        var result = new FieldSetBuilder(_steps.Length);
        int i = 0, j = 0;
        while (i < _steps.Length)
        {
            var order = Order(this, i, other, j);
            if (order < 0)
                result.AddLast(_steps[i], _children[i++]);
            else if (order > 0)
                j++;
            else
                result.AddLast(_steps[i], _children[i++].Difference(other._children[j++]));
        }
        return Same(result.Build(IsMember && !other.IsMember));
    }

    /// <summary>The fields that are in both sets.</summary>
    public FieldSet Intersection(FieldSet other)
    {
        if (ReferenceEquals(this, other) || IsEmpty || other.IsEmpty)
            return IsEmpty ? this : other.IsEmpty ? Empty : this;
        var result = new FieldSetBuilder(Math.Min(_steps.Length, other._steps.Length));
        int i = 0, j = 0;
        while (i < _steps.Length && j < other._steps.Length)
        {
            var order = FieldPath.Compare(_steps[i], other._steps[j]);
            if (order == 0)
                result.AddLast(_steps[i], _children[i].Intersection(other._children[j]));
            if (order <= 0)
                i++;
            if (order >= 0)
                j++;
        }
        return Same(result.Build(IsMember && other.IsMember));
    }

    /// <summary>Whether both sets have the same fields.</summary>
    public bool SetEquals(FieldSet other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (IsMember != other.IsMember || !_steps.AsSpan().SequenceEqual(other._steps))
            return false;
        for (var i = 0; i < _children.Length; i++)
        {
            if (!_children[i].SetEquals(other._children[i]))
                return false;
        }
        return true;
    }

    /// <summary>The paths of the fields as messages write them, such as <c>.spec.replicas</c>, in canonical order.</summary>
    public IEnumerable<string> Paths()
    {
        var paths = new List<string>();
        Collect(paths, new StringBuilder());
        return paths;
    }

    /// <summary>The same node as a member of the set.</summary>
    internal FieldSet AsMember() => IsMember ? this : _steps.Length == 0 ? Leaf : new FieldSet(true, _steps, _children);

    /// <summary>The node behind a step; null where there is none.</summary>
    internal FieldSet? Find(string step)
    {
        int low = 0, high = _steps.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = FieldPath.Compare(_steps[middle], step);
            if (order == 0)
                return _children[middle];
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return null;
    }

    private static int Order(FieldSet left, int i, FieldSet right, int j)
    {
        if (i == left._steps.Length)
            return 1;
        return j == right._steps.Length ? -1 : FieldPath.Compare(left._steps[i], right._steps[j]);
    }

    /// <summary>This node instead of a new one where nothing changed, so that callers can see that by reference.</summary>
    private FieldSet Same(FieldSet result)
    {
        if (result.IsMember != IsMember || result._steps.Length != _steps.Length)
            return result;
        for (var i = 0; i < _children.Length; i++)
        {
            if (!ReferenceEquals(result._children[i], _children[i]))
                return result;
        }
        return this;
    }

    private void Collect(List<string> paths, StringBuilder path)
    {
        for (var i = 0; i < _steps.Length; i++)
        {
            var length = path.Length;
            FieldPath.Append(path, _steps[i]);
            if (_children[i].IsMember)
                paths.Add(path.ToString());
            _children[i].Collect(paths, path);
            path.Length = length;
        }
    }
}
