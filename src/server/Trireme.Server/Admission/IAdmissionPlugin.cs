using Trireme.Api.Meta.V1;

namespace Trireme.Server.Admission;

/// <summary>Completes or refuses objects on their way into the store. Stateless or thread-safe.</summary>
internal interface IAdmissionPlugin
{
    /// <summary>The plugin's name, as Kubernetes names it.</summary>
    string Name { get; }

    /// <summary>Changes the object in place; a Status refuses it. Called for all plugins in order before validation.</summary>
    ValueTask<Status?> MutateAsync(AdmissionRequest request, CancellationToken cancellationToken) => default;

    /// <summary>A Status refuses the object. Called for all plugins in order after validation.</summary>
    ValueTask<Status?> ValidateAsync(AdmissionRequest request, CancellationToken cancellationToken) => default;
}
