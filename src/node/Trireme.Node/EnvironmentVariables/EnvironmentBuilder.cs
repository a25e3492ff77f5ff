using System.Text;
using Trireme.Api.Core.V1;
using Trireme.Node.References;

namespace Trireme.Node.EnvironmentVariables;

/// <summary>Makes the environment of a container. Thread-safe.</summary>
internal sealed class EnvironmentBuilder(ReferencedObjects<ConfigMap> configMaps, ReferencedObjects<Secret> secrets, Func<IReadOnlyCollection<Service>> services)
{
    private const int MaximumBytes = 16 << 20;

    /// <summary>The variables in order: from whole objects, one by one, and then those of Services.</summary>
    /// <param name="pod">The Pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="running">What only the running Pod has.</param>
    /// <param name="skipped">Told the source and the keys that cannot be names of variables.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ContainerConfigException">Something referred to is missing.</exception>
    /// <exception cref="IOException">The server could not be reached.</exception>
    public async Task<List<KeyValuePair<string, string>>> BuildAsync(
        Pod pod, Container container, RunningPod running, Action<string, IReadOnlyList<string>> skipped, CancellationToken cancellationToken)
    {
        var ns = pod.Metadata.Namespace ?? "";
        var variables = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var source in container.EnvFrom ?? [])
            await AddAllAsync(variables, ns, pod, source, skipped, cancellationToken).ConfigureAwait(false);
        var ofServices = ServiceVariables.For(ns, pod.Spec.EnableServiceLinks ?? true, services());
        var lookup = new Dictionary<string, string>(ofServices, StringComparer.Ordinal);
        foreach (var variable in container.Env ?? [])
        {
            var value = string.IsNullOrEmpty(variable.Value) && variable.ValueFrom is { } from
                ? await FromAsync(pod, container, ns, from, running, cancellationToken).ConfigureAwait(false)
                : VariableExpansion.Expand(variable.Value ?? "", name => variables.TryGetValue(name, out var known) ? known : lookup.GetValueOrDefault(name));
            if (value is not null)
                variables[variable.Name] = value;
        }
        foreach (var (name, value) in ofServices)
            variables.TryAdd(name, value);
        if (variables.Sum(pair => (long)pair.Key.Length + pair.Value.Length) > MaximumBytes)
            throw new ContainerConfigException($"the environment of container \"{container.Name}\" is larger than 16 MiB");
        return [.. variables];
    }

    private async Task AddAllAsync(
        OrderedDictionary<string, string> variables, string ns, Pod pod, EnvFromSource source, Action<string, IReadOnlyList<string>> skipped, CancellationToken cancellationToken)
    {
        IEnumerable<KeyValuePair<string, string>> pairs = [];
        var from = "";
        if (source.ConfigMapRef is { Name: { } mapName } map)
        {
            from = $"configMap {ns}/{mapName}";
            pairs = (await ConfigMapAsync(pod, ns, mapName, map.Optional == true, cancellationToken).ConfigureAwait(false))?.Data ?? pairs;
        }
        else if (source.SecretRef is { Name: { } secretName } secret)
        {
            from = $"secret {ns}/{secretName}";
            pairs = (await SecretAsync(pod, ns, secretName, secret.Optional == true, cancellationToken).ConfigureAwait(false))?.Data?
                .Select(pair => new KeyValuePair<string, string>(pair.Key, Encoding.UTF8.GetString(pair.Value))) ?? pairs;
        }
        var invalid = new List<string>();
        foreach (var (key, value) in pairs)
        {
            var name = source.Prefix + key;
            if (IsName(name))
                variables[name] = value;
            else
                invalid.Add(key);
        }
        if (invalid.Count > 0)
            skipped(from, invalid);
    }

    private async Task<string?> FromAsync(Pod pod, Container container, string ns, EnvVarSource source, RunningPod running, CancellationToken cancellationToken)
    {
        if (source.FieldRef is { } field)
            return PodFields.Field(pod, field.FieldPath, running) ?? throw new ContainerConfigException($"unsupported fieldPath: {field.FieldPath}");
        if (source.ResourceFieldRef is { } resource)
        {
            var of = string.IsNullOrEmpty(resource.ContainerName)
                ? container
                : Pods.PodContainers.Find(pod.Spec, resource.ContainerName)?.Container ?? throw new ContainerConfigException($"container {resource.ContainerName} not found");
            return PodFields.Resource(of, resource, running) ?? throw new ContainerConfigException($"unsupported container resource : {resource.Resource}");
        }
        if (source.ConfigMapKeyRef is { Name: { } mapName } mapKey)
        {
            var map = await ConfigMapAsync(pod, ns, mapName, mapKey.Optional == true, cancellationToken).ConfigureAwait(false);
            if (map?.Data?.TryGetValue(mapKey.Key, out var value) == true)
                return value;
            return map is null || mapKey.Optional == true ? null : throw new ContainerConfigException($"couldn't find key {mapKey.Key} in ConfigMap {ns}/{mapName}");
        }
        if (source.SecretKeyRef is { Name: { } secretName } secretKey)
        {
            var secret = await SecretAsync(pod, ns, secretName, secretKey.Optional == true, cancellationToken).ConfigureAwait(false);
            if (secret?.Data?.TryGetValue(secretKey.Key, out var value) == true)
                return Encoding.UTF8.GetString(value);
            return secret is null || secretKey.Optional == true ? null : throw new ContainerConfigException($"couldn't find key {secretKey.Key} in Secret {ns}/{secretName}");
        }
        throw new ContainerConfigException("a variable takes its value from a source that this node does not know");
    }

    private async Task<ConfigMap?> ConfigMapAsync(Pod pod, string ns, string name, bool optional, CancellationToken cancellationToken)
    {
        var found = await configMaps.FindAsync(ns, name, cancellationToken).ConfigureAwait(false);
        if (found is null && !optional)
        {
            // Followed, so that the container starts as soon as the object appears.
            configMaps.Follow(ns, name, pod.Metadata.Uid ?? "");
            throw new ContainerConfigException($"configmap \"{name}\" not found");
        }
        return found;
    }

    private async Task<Secret?> SecretAsync(Pod pod, string ns, string name, bool optional, CancellationToken cancellationToken)
    {
        var found = await secrets.FindAsync(ns, name, cancellationToken).ConfigureAwait(false);
        if (found is null && !optional)
        {
            secrets.Follow(ns, name, pod.Metadata.Uid ?? "");
            throw new ContainerConfigException($"secret \"{name}\" not found");
        }
        return found;
    }

    // Printable ASCII without "=": the rule since Kubernetes 1.34 (KEP-4369).
    private static bool IsName(string name) => name.Length > 0 && name.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 && !name.Contains('=');
}
