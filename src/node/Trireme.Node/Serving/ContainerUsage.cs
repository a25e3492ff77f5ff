using Trireme.Node.Cgroups;

namespace Trireme.Node.Serving;

/// <summary>What a container uses.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">Its id.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="Usage">What it has used.</param>
internal sealed record ContainerUsage(string Name, string Id, DateTimeOffset StartedAt, CgroupUsage Usage);
