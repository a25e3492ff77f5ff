using Trireme.Api.Rbac.V1;

namespace Trireme.Server.Auth.Rbac;

/// <summary>A policy rule, ready to be matched. Immutable.</summary>
internal sealed class CompiledRule
{
    private const string All = "*";

    private readonly Names _verbs;
    private readonly Names _groups;
    private readonly Names _resources;
    private readonly Names _names;
    private readonly string[] _subresources;
    private readonly Names _paths;
    private readonly string[] _pathPrefixes;

    public CompiledRule(PolicyRule source)
    {
        Source = source;
        _verbs = Names.Of(source.Verbs);
        _groups = Names.Of(source.ApiGroups);
        _resources = Names.Of(source.Resources);
        _names = new Names(false, [.. source.ResourceNames ?? []]);
        _subresources = [.. (source.Resources ?? []).Where(resource => resource.StartsWith("*/", StringComparison.Ordinal)).Select(resource => resource[2..])];
        _paths = Names.Of(source.NonResourceURLs);
        _pathPrefixes = [.. (source.NonResourceURLs ?? []).Where(path => path.EndsWith('*')).Select(path => path.TrimEnd('*'))];
    }

    /// <summary>The rule as it is written.</summary>
    public PolicyRule Source { get; }

    /// <summary>Whether the rule allows the request.</summary>
    public bool Allows(AccessRequest request)
    {
        if (!_verbs.Has(request.Verb))
            return false;
        return request.Path is null
            ? _groups.Has(request.Group) && HasResource(request.Resource, request.Subresource) && HasName(request.Name)
            : HasPath(request.Path);
    }

    /// <summary>Whether the rule names a resource, with its subresource.</summary>
    public bool HasResource(string resource, string subresource)
    {
        if (_resources.Everything)
            return true;
        if (subresource.Length == 0)
            return _resources.Has(resource);
        foreach (var name in _resources.Items)
        {
            if (name.Length == resource.Length + subresource.Length + 1
                && name[resource.Length] == '/'
                && name.StartsWith(resource, StringComparison.Ordinal)
                && name.EndsWith(subresource, StringComparison.Ordinal))
                return true;
        }
        return Array.IndexOf(_subresources, subresource) >= 0;
    }

    private bool HasName(string name) => _names.Items.Length == 0 || _names.Has(name);

    private bool HasPath(string path)
    {
        if (_paths.Has(path))
            return true;
        foreach (var prefix in _pathPrefixes)
        {
            if (path.StartsWith(prefix, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    private readonly record struct Names(bool Everything, string[] Items)
    {
        public static Names Of(IReadOnlyList<string>? names) => new(names is not null && names.Contains(All), [.. names ?? []]);

        public bool Has(string name) => Everything || Array.IndexOf(Items, name) >= 0;
    }
}
