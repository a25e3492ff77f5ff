using Trireme.Api;
using Trireme.Api.Meta.V1;

namespace Trireme.Client;

/// <summary>An event of a watch.</summary>
/// <param name="Type">ADDED, MODIFIED, DELETED, BOOKMARK or ERROR.</param>
/// <param name="Object">The object; with BOOKMARK it has a resource version only; null with ERROR.</param>
/// <param name="Error">With ERROR, what the server said.</param>
public sealed record WatchEvent<T>(string Type, T? Object, Status? Error)
    where T : class, IKubernetesObject;
