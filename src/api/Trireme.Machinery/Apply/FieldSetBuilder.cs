namespace Trireme.Machinery.Apply;

/// <summary>Collects the nodes below one node of a set of fields. Empty ones are left out. Not thread-safe.</summary>
internal struct FieldSetBuilder(int capacity)
{
    private string[]? _steps;
    private FieldSet[]? _children;
    private int _count;
    private bool _unordered;

    /// <summary>Adds a node in any order; one that is there already becomes the union of both.</summary>
    public void Add(string step, FieldSet child)
    {
        if (child.IsEmpty)
            return;
        if (_count > 0 && FieldPath.Compare(_steps![_count - 1], step) >= 0)
            _unordered = true;
        AddLast(step, child);
    }

    /// <summary>Adds a node that comes after all others.</summary>
    public void AddLast(string step, FieldSet child)
    {
        if (child.IsEmpty)
            return;
        _steps ??= new string[Math.Max(capacity, 1)];
        _children ??= new FieldSet[_steps.Length];
        if (_count == _steps.Length)
        {
            Array.Resize(ref _steps, _count * 2);
            Array.Resize(ref _children, _count * 2);
        }
        _steps[_count] = step;
        _children[_count++] = child;
    }

    /// <summary>The finished node.</summary>
    public FieldSet Build(bool isMember)
    {
        if (_count == 0)
            return isMember ? FieldSet.Leaf : FieldSet.Empty;
        if (_unordered)
            Sort();
        if (_count < _steps!.Length)
        {
            Array.Resize(ref _steps, _count);
            Array.Resize(ref _children, _count);
        }
        return new FieldSet(isMember, _steps, _children!);
    }

    private void Sort()
    {
        Array.Sort(_steps!, _children, 0, _count, Comparer<string>.Create(FieldPath.Compare));
        var last = 0;
        for (var i = 1; i < _count; i++)
        {
            if (FieldPath.Compare(_steps![last], _steps[i]) == 0)
            {
                _children![last] = _children[last].Union(_children[i]);
                continue;
            }
            last++;
            _steps[last] = _steps[i];
            _children![last] = _children[i];
        }
        _count = last + 1;
    }
}
